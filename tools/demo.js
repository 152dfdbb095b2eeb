// The way from a fresh clone to a verdict: build, `cdk synth`, `stowage check`. The exit code is the one of the check.
require('ts-node').register({ transpileOnly: true, project: require('node:path').join(__dirname, '../test/tsconfig.json') });
require('./demo/main');
