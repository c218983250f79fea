/** What a gateway sends in Intercom's place. */
export const page = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Each way for a page to begin, or for a gateway's words to stand alone. */
export const pages = {
  'a comment': `<!-- captive portal -->\n${page}`,
  '<head>': '<head><title>Log in</title></head><body>Log in</body>',
  '<meta>': '<meta http-equiv="refresh" content="0; url=http://portal/"><a href="x">Log in</a>',
  'a doctype': `<!DOCTYPE html>${page}`,
  'a byte order mark': `\uFEFF${page}`,
  'white space': `\r\n\t ${page}`,
  '<?xml>': `<?xml version="1.0" encoding="utf-8"?>${page}`,
  'bare words': 'upstream connect error or disconnect/reset before headers',
} as const;
