// Compiles and tests against the lowest supported aws-cdk-lib, in a copy that this checkout does not notice.
// Usage: node tools/test-floor.js AWS_CDK_LIB_VERSION [CONSTRUCTS_VERSION]
require('ts-node').register({ transpileOnly: true, project: require('node:path').join(__dirname, '../test/tsconfig.json') });
require('./floor/main');
