#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Node runs TypeScript, but not under node_modules: a published package contains what build.ts made of it.
const sources = new URL('cli.ts', import.meta.url);
await import(existsSync(sources) ? sources.href : new URL('dist/cli.js', import.meta.url).href);
