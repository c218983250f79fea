/* What this program uses of undici, whose index also loads its fetch, WebSocket, caches, and mocks. */
const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
Dispatcher.prototype.request = require('undici/lib/api/api-request.js');
exports.Agent = require('undici/lib/dispatcher/agent.js');
exports.Client = require('undici/lib/dispatcher/client.js');
