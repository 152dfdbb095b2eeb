// Tests run the real command, built from the sources as they are now.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  const root = join(__dirname, '..');
  execFileSync(process.execPath, [join(root, 'tools/bundle-cli.js'), join(root, '.tmp/stowage.js'), join(root, 'src/cli/main.ts')], { cwd: root, stdio: 'inherit' });
};
