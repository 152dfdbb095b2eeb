import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES_FOLDER, rulesIndex } from './rules-index';

writeFileSync(join(RULES_FOLDER, 'README.md'), rulesIndex());
