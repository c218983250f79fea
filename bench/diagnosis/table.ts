import type { Case } from './case.ts';
import { accessCases } from './cases/access.ts';
import { healthCases } from './cases/health.ts';
import { networkCases } from './cases/network.ts';
import { onTheWayCases } from './cases/on-the-way.ts';
import { outageCases } from './cases/outage.ts';
import { pageCases } from './cases/page.ts';
import { postedCases } from './cases/posted.ts';
import { requestCases } from './cases/requests.ts';
import { serviceCases } from './cases/service.ts';
import { tlsCases } from './cases/tls.ts';
import { tokenCases } from './cases/token.ts';
import type { Replay } from './replay.ts';
import { ourReplays } from './replays/ours.ts';
import { pastReplays } from './replays/past.ts';
import { australiaReplays } from './replays/rest-api-australia.ts';

/** Every labeled world, each built from scratch. */
export const cases: readonly Case[] = [
  ...outageCases,
  ...tokenCases,
  ...accessCases,
  ...onTheWayCases,
  ...requestCases,
  ...networkCases,
  ...tlsCases,
  ...serviceCases,
  ...pageCases,
  ...healthCases,
  ...postedCases,
];

/** The past incidents, moment by moment. */
export const replays: readonly Replay[] = [...australiaReplays, ...pastReplays, ...ourReplays];
