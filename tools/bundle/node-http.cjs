/* An `import` of node:http reads everything it exports, and part of that loads Node's fetch: 20 ms. This doesn't. */
module.exports = process.getBuiltinModule('node:http');
