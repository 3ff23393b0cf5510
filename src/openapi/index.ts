export { nativeDocument } from './document.js';
export { serveExplorer } from './explorer.js';
export { specifications } from './specifications.js';
