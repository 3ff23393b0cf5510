import process from 'node:process';

// better-sqlite3 needs Node-API 10; an older Node would end with a segmentation fault and no word of why.
if (Number(process.versions.napi) < 10) {
  process.stderr.write(`Latchkey needs Node.js 24.9 or newer, this is ${process.version}. "npm start" brings it.\n`);
  process.exit(1);
}

const { start } = await import('./start.js');
await start();
