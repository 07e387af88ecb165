/** The border of the inspector: all that the rest of a program uses of it. */
export {
  InspectionHub,
  type HubOptions,
  type Inspection,
  type Sent,
  type Subject,
  type Visitor,
} from './hub.ts';
export type { ActorInfo } from './registry.ts';
export { type FeedSocket, feedSocket, type Permission } from './socket.ts';
