import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { incomingText } from '../../../src/slack/text/decode-text.ts';
import { escapeText, mrkdwn } from '../../../src/slack/text/mrkdwn.ts';
import { anyText } from '../support/any-text.ts';

describe('Text from Slack reads as its author saw it:', () => {
  test.each([
    ['a person', '<@U024BE7LH|bob>', '@bob'],
    ['a person without a name', '<@U024BE7LH>', '@U024BE7LH'],
    ['a channel', '<#C024BE7LH|ops>', '#ops'],
    ['a channel without a name', '<#C024BE7LH>', '#C024BE7LH'],
    ['a private channel, whose name Slack leaves empty', '<#C024BE7LH|>', '#C024BE7LH'],
    ['a group', '<!subteam^S1|@oncall>', '@oncall'],
    ['everybody here', '<!here>', '@here'],
    ['everybody here, with a label', '<!here|@here>', '@here'],
    ['the channel', '<!channel|channel>', '@channel'],
    ['everyone', '<!everyone>', '@everyone'],
    ['a date', '<!date^1795269600^{date_short} {time}|14:00 UTC>', '14:00 UTC'],
    ['a date with a link', '<!date^1795269600^{time}^https://a.example|14:00 UTC>', '14:00 UTC'],
    ['an address', '<https://api.intercom.io/me>', 'https://api.intercom.io/me'],
    ['an address with a query', '<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2'],
    ['an address as its own label', '<https://a.example/|https://a.example/>', 'https://a.example/'],
    ['a link with a label', '<https://a.example/|the page>', 'the page (https://a.example/)'],
    ['a domain that Slack made a link', '<http://api.intercom.io|api.intercom.io>', 'api.intercom.io'],
    ['a mail address', '<mailto:bob@a.example|bob@a.example>', 'bob@a.example'],
    [
      'a mail link with a label',
      '<mailto:bob@a.example|write to Bob>',
      'write to Bob (mailto:bob@a.example)',
    ],
    ['escaped signs', 'a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['an escaped entity', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['escaped markup', '&lt;!channel&gt;', '<!channel>'],
    ['a label with an entity', '<@U1|A&amp;B>', '@A&B'],
    ['several at once', '<@U1|bob> see <#C1|ops>: <https://a.example/>', '@bob see #ops: https://a.example/'],
    ['a bracket without an end', 'a <@U1|bob', 'a <@U1|bob'],
    ['nothing in brackets', 'a <> b', 'a  b'],
  ])('%s', (_, sent, read) => {
    expect(incomingText(sent)).toBe(read);
  });

  test('without a token that someone pasted', () => {
    expect(incomingText('<https://a.example/?t=xoxb-1234567890-abcdef>')).toBe(
      'https://a.example/?t=[secret removed]',
    );
  });

  test('without characters that change its direction', () => {
    expect(incomingText('a\u202eb')).toBe('ab');
  });
});

test('Text escaped for Slack is decoded unchanged', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const kept = plainText(raw);
      expect(incomingText(escapeText(kept))).toBe(kept);
    }),
  );
});

test('Text put into markup is decoded unchanged', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const kept = plainText(raw);
      expect(incomingText(mrkdwn`[${kept}]`.value)).toBe(`[${kept}]`);
    }),
  );
});
