import { rmSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason, TestSpecification, Vitest } from 'vitest/node';
import { everySentence } from '../../bench/sentences/list.ts';
import { placedLine } from '../../bench/sentences/print.ts';
import { unsaid } from '../../bench/sentences/unsaid.ts';
import { heardFile } from './heard-files.ts';

/**
 * Fails a run of all tests after which a sentence is left that the bot can say and that nobody was told in any test. A run
 * of some of them only keeps what was told there.
 */
export class HoldSentences implements Reporter {
  #vitest: Vitest | null = null;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    for (const { moduleId } of specifications) rmSync(heardFile(moduleId), { force: true });
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _errors: readonly unknown[],
    reason: TestRunEndReason,
  ): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === null || reason !== 'passed' || vitest.config.testNamePattern !== undefined) return;
    const ran = new Set(modules.map(({ moduleId }) => moduleId));
    const all = (await vitest.globTestSpecifications()).filter(({ project }) => project.name === 'node');
    if (all.length === 0 || all.some(({ moduleId }) => !ran.has(moduleId))) return;
    const never = unsaid(everySentence()).map(placedLine);
    if (never.length === 0) return;
    console.error(
      ['NEVER SAID in any test; write the flow, or delete the sentence:', ...never, ''].join('\n  '),
    );
    process.exitCode = 1;
  }
}
