// Checks examples/too-small as a user would, and compares what is printed with examples/too-small/expected-report.txt.
// Usage: node tools/compare-too-small.js [--write]
require('ts-node').register({ transpileOnly: true, project: require('node:path').join(__dirname, '../test/tsconfig.json') });
require('./demo/compare-too-small');
