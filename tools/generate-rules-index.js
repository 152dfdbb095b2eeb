// Writes docs/rules/README.md from the rules and their pages.
// Usage: node tools/generate-rules-index.js
require('ts-node').register({ transpileOnly: true, project: require('node:path').join(__dirname, '../test/tsconfig.json') });
require('./rules-index/main');
