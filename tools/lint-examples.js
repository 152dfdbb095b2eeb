// cfn-lint and cdk-nag over every synthesized example. Usage: node tools/lint-examples.js [--packs all] [--examples DIR]
require('ts-node').register({ transpileOnly: true, project: require('node:path').join(__dirname, '../test/tsconfig.json') });
require('./lint/main');
