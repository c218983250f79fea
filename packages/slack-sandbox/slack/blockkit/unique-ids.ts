import { failure, hasFields, itemsOf, type Rule } from './rules.ts';

/** The pointers of the IDs that an earlier object in the list already has. */
function repeated(objects: unknown, name: string, at: string): readonly string[] {
  const known = new Set<unknown>();
  return itemsOf(objects).flatMap((object, index) => {
    const id = hasFields(object) ? object[name] : undefined;
    if (id === undefined) return [];
    if (known.has(id)) return [`${at}/${index}/${name}`];
    known.add(id);
    return [];
  });
}

/**
 * Each block_id is used once in the list of blocks, and each action_id once in its block. (Slack: block_id "should be
 * unique for each message", action_id "unique among all other action_ids in the containing block"; it refuses the whole
 * message otherwise. These two sentences are in our own words, as Slack's are not known.)
 */
export const uniqueIds: Rule = (blocks, at) => {
  const blockIds = repeated(blocks, 'block_id', at);
  const actionIds = itemsOf(blocks).flatMap((block, index) => {
    return hasFields(block) ? repeated(block.elements, 'action_id', `${at}/${index}/elements`) : [];
  });
  return [
    ...blockIds.map((pointer) => failure('`block_id` already used by another block', pointer)),
    ...actionIds.map((pointer) => failure('`action_id` already used in this block', pointer)),
  ];
};
