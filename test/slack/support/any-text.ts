import fc from 'fast-check';

/** Text of any code points, lone surrogates too, or of the pieces that mean something to Slack. */
export const anyText = fc.oneof(
  fc.string({ unit: fc.nat(0x10ffff).map((point) => String.fromCodePoint(point)) }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '@',
      '|',
      '!',
      '#',
      '&',
      'amp;',
      'lt;',
      'gt;',
      'U1',
      'P1',
      ' ',
      '\n',
      '`',
      'é',
      '🔥',
    ),
  }),
);
