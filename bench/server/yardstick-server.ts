/** The yardstick: a bare `node:http` server that answers every request with the same small JSON. */
import { createServer } from 'node:http';

const body = JSON.stringify({ answer: 'hello', organisation: 'megacorp' });
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };

createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
}).listen(Number(process.env['PORT']), '127.0.0.1');
