import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { quietly } from '../lib/quiet.mjs';
import { installPackages } from './apt.mjs';
import { findProgram } from './find.mjs';
import { startPrivate } from './private-server.mjs';

const SERVER = ['mariadbd'];
const INSTALL = ['mariadb-install-db', 'mysql_install_db'];
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

/** A MariaDB of our own: nothing of the machine's configuration, data or running servers is touched. */
export const mariadb = { name: 'MariaDB', variable: 'TEST_MARIADB_URL', missingVariable: 'TEST_MARIADB_MISSING', start };

async function start() {
  const { port, stop } = await startMariadb();
  return { value: `mysql://latchkey:latchkey@127.0.0.1:${port}`, stop };
}

/** One to do anything with: see private-server.mjs. `more`: options of the server; `statements`: run as root whenever it starts. */
export async function startMariadb({ more = [], statements = [] } = {}) {
  if (!findProgram(SERVER) || !findProgram(INSTALL)) {
    // The core packages are the programs alone; where they go by other names, the whole server will do.
    await installPackages('MariaDB', [['mariadb-server-core', 'mariadb-client-core'], ['mariadb-server']]);
  }
  const [server, install] = [findProgram(SERVER), findProgram(INSTALL)];
  if (!server || !install) throw new Error('MariaDB was installed, but its mariadbd or mariadb-install-db is not found');
  return startPrivate({
    name: 'MariaDB',
    label: 'mariadb',
    prepare: (folder) => prepare(install, folder, statements),
    command: (folder, port) => [server, [...options(folder, port), ...(more.length > 0 ? more : ['--skip-log-bin'])]],
    isReady: greets,
  });
}

/** Root gets in through the socket only: a root without a password on a TCP port would be open to every local user. */
async function prepare(install, folder, statements) {
  const auth = ['--auth-root-authentication-method=socket', '--skip-test-db'];
  // A server that starts clears its temporary folder: in one that they share it would take away what another one needs.
  const own = [`--datadir=${join(folder, 'data')}`, `--tmpdir=${folder}`];
  await quietly('mariadb-install-db', install, ['--no-defaults', ...own, ...asRoot, ...auth]);
  writeFileSync(
    join(folder, 'init.sql'),
    [
      // Each server has its own users: they are no changes that a replica should hear of.
      'SET sql_log_bin = 0;',
      "CREATE USER IF NOT EXISTS 'latchkey'@'127.0.0.1' IDENTIFIED BY 'latchkey';",
      "GRANT ALL PRIVILEGES ON `latchkey%`.* TO 'latchkey'@'127.0.0.1';",
      ...statements.map((statement) => `${statement};`),
      '',
    ].join('\n'),
  );
}

/**
 * Durable (a log flush at every commit), because that is what Latchkey promises and what its tests are about.
 * nopad_bin: text is equal, unique and sorted exactly as in SQLite. --no-defaults has to be the first.
 */
function options(folder, port) {
  return [
    '--no-defaults',
    ...asRoot,
    `--datadir=${join(folder, 'data')}`,
    `--tmpdir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'mariadbd.pid')}`,
    `--init-file=${join(folder, 'init.sql')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-buffer-pool-size=256M',
    '--max-connections=400',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_nopad_bin',
  ];
}

/** The server speaks first, and only after the init file has run: byte 4 of its greeting is the protocol, 10. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (greeting) => {
      resolve(greeting[4] === 10);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
