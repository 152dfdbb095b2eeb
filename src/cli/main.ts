#!/usr/bin/env node
process.stdout.write('stowage\n');
