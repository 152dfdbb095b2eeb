// Prints what jest counted: passed, failed. A suite that did not start counts as failed. Usage: node jest-numbers.js FILE
const { readFileSync } = require('node:fs');

const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(numPassedTests, numFailedTests + numRuntimeErrorTestSuites);
