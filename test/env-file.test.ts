import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadEnvFile } from '../src/config.ts';

describe('the file .env', () => {
  /** Reads the `.env` of a folder, as a start in that folder would. */
  function loadIn(folder: string): void {
    const before = process.cwd();
    process.chdir(folder);
    try {
      loadEnvFile();
    } finally {
      process.chdir(before);
    }
  }

  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'env-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  }

  test('fills what is not set, and what is set already wins', () => {
    const made = folder();
    writeFileSync(join(made, '.env'), 'TEST_ONLY_A=file\nTEST_ONLY_B="file"\n');
    process.env.TEST_ONLY_A = 'set';
    onTestFinished(() => {
      delete process.env.TEST_ONLY_A;
      delete process.env.TEST_ONLY_B;
    });
    loadIn(made);
    expect([process.env.TEST_ONLY_A, process.env.TEST_ONLY_B]).toEqual(['set', 'file']);
  });

  test('need not be there', () => {
    expect(() => loadIn(folder())).not.toThrow();
  });
});
