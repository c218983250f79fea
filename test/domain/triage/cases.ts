import { intercomCases } from './cases-intercom.ts';
import { networkCases } from './cases-network.ts';
import { ourCases } from './cases-ours.ts';
import { partialCases } from './cases-partial.ts';
import { unclearCases } from './cases-unclear.ts';
import type { Case } from './world.ts';

/** Labelled worlds; together they reach every leaf. */
export const cases: readonly Case[] = [
  ...intercomCases,
  ...partialCases,
  ...ourCases,
  ...networkCases,
  ...unclearCases,
];
