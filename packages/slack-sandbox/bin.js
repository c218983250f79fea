#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old (22.19 is the oldest that works): install Node 24 from https://nodejs.org.`,
  );
  process.exit(1);
}

// Node runs TypeScript, but not under node_modules: a published package contains what build.ts made of it.
const sources = new URL('cli.ts', import.meta.url);
await import(existsSync(sources) ? sources.href : new URL('dist/cli.js', import.meta.url).href);
