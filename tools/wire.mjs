import { writeFileSync } from 'node:fs';
import { wireFile, wireModule } from './contracts/wire.mjs';

writeFileSync(wireFile, wireModule());
process.stdout.write(`Wrote ${wireFile}.\n`);
