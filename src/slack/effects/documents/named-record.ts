import { type RecordWithDuplicates, recordWithDuplicates } from '../../../app/duplicates.ts';
import type { DisplayName, UserId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { namedWithDuplicates } from '../../../domain/records/duplicates.ts';
import type { Claim } from '../../../store/claims.ts';
import { learnNames, rememberedNames } from '../../api/display-names.ts';
import type { EffectContext } from '../effect-context.ts';

/** What a document is made of: an incident's record, those of its duplicates, and the names of people in them. */
type NamedRecord = RecordWithDuplicates & { readonly name: DisplayName };

/** Reads it, after looking up the names that aren't known yet. */
export async function namedRecord(
  context: EffectContext,
  claim: Claim,
  incident: Incident,
): Promise<NamedRecord> {
  const { store } = context;
  const { events, duplicates } = await recordWithDuplicates(store, incident.id);
  await namesFor(context, claim, namedWithDuplicates(incident, duplicates));
  return { events, duplicates, name: await rememberedNames(store, [events, ...duplicates].flat()) };
}

/** How many attempts at what names people wait for the names; after that it has the IDs of unknown people. */
const triesForNames = 2;

/** Looks up the names of people in a document or a brief. */
export async function namesFor(
  { client, store }: EffectContext,
  { attempts }: Claim,
  people: readonly UserId[],
): Promise<void> {
  try {
    await learnNames(client, store, people);
  } catch (error) {
    if (attempts <= triesForNames) throw error;
  }
}
