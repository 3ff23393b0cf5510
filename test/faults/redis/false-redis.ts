import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Lies } from './lies.js';

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** Stands where Redis should. It counts who came. */
export class FalseRedis {
  guests = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** Answers everything by noise. */
  static noisy(): Promise<FalseRedis> {
    return FalseRedis.start((socket) => {
      const noise = setInterval(() => socket.write(randomBytes(200)), 5);
      socket.on('close', () => clearInterval(noise));
      socket.resume();
    });
  }

  /** Speaks the protocol, delivers nothing of what it is given, and lies without a pause. */
  static lying(): Promise<FalseRedis> {
    return FalseRedis.start((socket) => {
      const lies = new Lies();
      let channel = '';
      const lie = () => {
        for (let i = 0; i < 3 && channel !== ''; i++) socket.write(`>3\r\n${bulk('message')}${bulk(channel)}${bulk(lies.next())}`);
      };
      const lying = setInterval(lie, 1);
      socket.on('close', () => clearInterval(lying));
      onCommand(socket, ([name = '', ...words]) => {
        const [first = '', second = ''] = words;
        if (/^hello$/i.test(name)) return '%1\r\n+server\r\n+redis\r\n';
        if (/^publish$/i.test(name)) lies.hear(second);
        if (/^publish$/i.test(name)) return ':1\r\n';
        if (!/^subscribe$/i.test(name)) return /^ping$/i.test(name) ? '+PONG\r\n' : '+OK\r\n';
        channel = first;
        return `>3\r\n${bulk('subscribe')}${bulk(first)}:1\r\n`;
      });
    });
  }

  private static async start(serve: (socket: Socket) => void): Promise<FalseRedis> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const redis = new FalseRedis(server);
    server.on('connection', (socket) => {
      redis.guests++;
      redis.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => redis.sockets.delete(socket));
      serve(socket);
    });
    return redis;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Commands are lists of texts: `*2`, then for each its length and itself. */
function onCommand(socket: Socket, answer: (words: string[]) => string): void {
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    for (let end = endOfCommand(rest); end > 0; end = endOfCommand(rest)) {
      const lines = rest.slice(0, end).split('\r\n');
      rest = rest.slice(end);
      socket.write(answer(lines.filter((_, index) => index > 0 && index % 2 === 0 && index < lines.length - 1)));
    }
  });
}

/** 0: it is not complete. None of ours has a line break in it. */
function endOfCommand(text: string): number {
  const count = Number(/^\*(\d+)\r\n/.exec(text)?.[1] ?? 0);
  let end = 0;
  for (let lines = 0; lines < 1 + 2 * count; lines++) {
    end = text.indexOf('\r\n', end) + 2;
    if (end === 1) return 0;
  }
  return count > 0 ? end : 0;
}
