import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Sends header lines as they are, repeated ones too, over a socket of its own; answers status and body. */
export async function rawRequest(app: NestFastifyApplication, requestLine: string, headers: readonly string[]): Promise<{ status: number; text: string }> {
  const listener = app.getHttpServer();
  if (!listener.listening) await app.listen(0, '127.0.0.1');
  const { port } = listener.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write([`${requestLine} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'));
  const answer = await text(socket);
  return { status: Number(answer.split(' ')[1]), text: answer };
}
