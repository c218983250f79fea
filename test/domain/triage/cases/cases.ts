import type { Case } from '../support/world.ts';
import { intercomCases } from './intercom.ts';
import { networkCases } from './network.ts';
import { ourCases } from './ours.ts';
import { partialCases } from './partial.ts';
import { unclearCases } from './unclear.ts';

/** Labelled worlds; together they reach every leaf. */
export const cases: readonly Case[] = [
  ...intercomCases,
  ...partialCases,
  ...ourCases,
  ...networkCases,
  ...unclearCases,
];
