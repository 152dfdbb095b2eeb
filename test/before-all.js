// Once, before all tests; the workers of jest inherit the environment.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  // The validation built into the CDK takes a second for each file of tests. It looks at the templates of the examples
  // (npm run test:lint-examples), and no test looks at what it says.
  process.env.CDK_VALIDATION = 'false';
  bundleCommand(join(__dirname, '..'));
};

/** Tests run the real command, built from the sources as they are now. */
function bundleCommand(root) {
  execFileSync(process.execPath, [join(root, 'tools/bundle-cli.js'), join(root, '.tmp/stowage.js'), join(root, 'src/cli/main.ts')], { cwd: root, stdio: 'inherit' });
}
