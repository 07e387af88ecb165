/** The border of the inspector: all that the rest of a program uses of it. */
export { type Inspection, InspectionHub, type Sent } from './hub.ts';
export type { HubOptions, Subject } from './options.ts';
export type { OpenTexts } from './redact.ts';
export { pageStyles } from './page-files.ts';
export type { ActorInfo } from './registry.ts';
export { type ServedInspector, type ServeOptions, serveInspector } from './serve.ts';
export { type FeedSocket, feedSocket, type Permission } from './socket.ts';
export { onWebSocket, refuseUpgrade } from './upgrade.ts';
export type { Visitor } from './visitors.ts';
