// Pages at /org/…: one address, two faces, HTML for people and JSON for programs.
export { ConsoleModule } from './console.module.js';
export { pageAddress, servePages } from './faces/serve-pages.js';
