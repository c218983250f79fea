import { test } from 'vitest';
import type { HarnessOptions } from '../../../demo/harness.ts';
import { type Scene, setScene } from './scene.ts';

/**
 * A test that sets scenes of its own with `scene(options)`, so that the tests of a file can run at the same time.
 * Each scene is stopped when its test has finished, also when it failed.
 */
export const story = test.extend(
  'scene',
  ({ onTestFinished }) =>
    async (options: HarnessOptions = {}): Promise<Scene> => {
      const set = await setScene(options);
      onTestFinished(() => set.stop());
      return set;
    },
);
