// Makes the command one file without dependencies. Usage: node tools/bundle-cli.js OUT [IN]
const { chmodSync } = require('node:fs');
const { buildSync } = require('esbuild');

const [out, entry = 'lib/cli/main.js'] = process.argv.slice(2);
buildSync({
  entryPoints: [entry],
  outfile: out,
  bundle: true,
  // Only `catalog refresh` needs the SDK, from the user's own installation.
  external: ['@aws-sdk/*'],
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'none',
  allowOverwrite: true,
  logLevel: 'warning',
});
chmodSync(out, 0o755);
