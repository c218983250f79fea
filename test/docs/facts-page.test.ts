import { describe, expect, test } from 'vitest';
import { documents } from '../../src/domain/sources.ts';
import {
  explained,
  type SourcedStatement,
  sourceWords,
  stepStatements,
  verdictStatements,
} from '../../tools/docs/facts-page.ts';

describe('Every statement of fact that people read has its source', () => {
  /** What a sentence about Intercom, its limits, its menus or the network speaks of; advice speaks of none of it. */
  const factual =
    /\b\d+(?:,\d{3})?[ -](?:minutes?|min|ms|s|h|days?|seconds?|a page)\b|Developer Hub \(|\b(?:Regenerate|teammate|private app|allowlist|Link header|compromised|20 a page|by default)\b|\b(?:50[0-4]|401) (?:means|meanwhile)|app\.region|NODE_EXTRA_CA_CERTS|shared quota|leaves it out/;
  const advice = new Set(['check_pods']);
  const bare = (statements: readonly SourcedStatement[]) =>
    statements
      .filter(({ place, says, from }) => from.length === 0 && factual.test(says) && !advice.has(place))
      .map(({ place, says }) => `${place}: ${says}`);

  test('in explain', () => {
    expect(explained.filter(({ from }) => from.length === 0)).toEqual([]);
  });
  test('in the steps', () => {
    expect(bare(stepStatements)).toEqual([]);
    expect(stepStatements.filter(({ from }) => from.length > 0).length).toBeGreaterThan(10);
  });
  test('in the verdicts', () => {
    expect(bare(verdictStatements)).toEqual([]);
  });
});

test('Every document is cited somewhere', () => {
  const cited = new Set(
    [...explained, ...stepStatements, ...verdictStatements].flatMap(({ from }) => from.map(sourceWords)),
  );
  expect(Object.entries(documents).filter(([, source]) => !cited.has(sourceWords(source)))).toEqual([]);
});

describe('The facts that were once wrong are right:', () => {
  const all = [...explained, ...stepStatements, ...verdictStatements];
  const placesOf = (what: RegExp) => all.filter(({ says }) => what.test(says)).map(({ place }) => place);

  test('nowhere is the token kept after a permission was added', () => {
    const kept = all.filter(
      ({ says }) => /keep the token|not rotate/i.test(says) && /permission|scope/i.test(says),
    );
    expect(kept).toEqual([]);
    expect(placesOf(/regenerate/i)).toEqual(
      expect.arrayContaining([
        'token_unauthorized',
        'forbidden',
        'generate_token',
        'token_scope',
        'permission_missing',
      ]),
    );
  });
  test.each([
    ['the way to a new token', /Test & Publish > Your Workspaces/, ['token_revoked', 'generate_token']],
    ['the teammate whose token ends', /teammate/, ['token_revoked', 'unauthorized', 'who_changed_token']],
    ['the type of admin of a 405', /type of admin/, ['http_405']],
    ['duplicates and skip_duplicate_validation', /skip_duplicate_validation=true/, ['invalid_merge']],
    ['that a scroll begins anew', /Start a new scroll/, ['scroll_restart']],
    ['five pending exports', /Five reporting data export jobs/, ['pending_exports']],
    [
      'both limits, public apps apart',
      /10,000 (requests )?a minute.*25,000.*public apps/,
      ['rate_limit_exceeded', 'other_apps'],
    ],
    ['the webhook of 500 ms and 5 s', /500 ms.*5 s/, ['webhooks', 'check_webhooks']],
    ['the throttle of our own 429', /429 throttles/, ['webhooks', 'check_webhooks']],
    ['Set live, for private apps', /private app.*Set live/, ['webhooks', 'check_webhooks']],
    ['23 minutes as one measured case', /23 minutes in one measured/, ['follow_page']],
  ])('%s is stated', (_what, found, places) => {
    expect(placesOf(found)).toEqual(expect.arrayContaining(places));
  });
  test('no minimum rate limit is stated', () => {
    expect(placesOf(/smallest (?:documented )?limit|\b(?:83|100|166|167|1667) (?:in|requests|per)/)).toEqual(
      [],
    );
  });
});
