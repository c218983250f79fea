#!/usr/bin/env node
import { refuseOldNode } from './node-version.ts';

refuseOldNode();
await import('./terminal/program.ts');
