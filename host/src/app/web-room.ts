// Builds the desks that do commands and answer questions, and the web server in front of them.

import path from 'node:path';
import type { BridgeHealth, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import type { Covers } from '#adapters/artwork/cover-cache.ts';
import { startWebServer } from '#adapters/web/server.ts';
import type { WebParts } from '#adapters/web/web-parts.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { LibraryDesk } from '#services/library/library-desk.ts';
import type { Searches } from '#services/live/searches.ts';
import { commandHandlers } from './command-handlers.ts';
import { CommandDesk } from './commands.ts';
import type { PlannerRoom } from './planner-room.ts';
import { QueryDesk } from './queries.ts';
import { requestsCsv, wishesCsv } from './request-csv.ts';
import { requestHandlers } from './request-handlers.ts';
import type { RequestRoom } from './request-room.ts';
import type { ShowRoom } from './show-room.ts';
import { statsCsv } from './stats-csv.ts';
import type { StreamRoom } from './stream-room.ts';

export type WebRoomParts = Pick<WebParts, 'port' | 'version' | 'bootId' | 'now' | 'roleOf' | 'userCss'> & {
  project: string;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  catalogue: Catalogue;
  library: LibraryDesk;
  covers: Covers;
  stage: ShowRoom;
  room: RequestRoom;
  stream: StreamRoom;
  plans: PlannerRoom;
  searches: Searches;
  /** Takes what the Discord bot says of its own health. */
  botReported: (health: BridgeHealth) => void;
  /** Called when a play is another track than it was, also one of the past. */
  onCorrected: () => Promise<void>;
  report: HealthReporter;
  log: Logger;
};

export function startWebRoom(parts: WebRoomParts): ReturnType<typeof startWebServer> {
  const { operator, audience, catalogue, library, covers, stage, room, stream, plans, searches, log } = parts;
  const { nowPlaying, onAir, testSong, live, history } = stage;
  const { port, version, bootId, now, roleOf, userCss, report } = parts;
  const commands = new CommandDesk(
    {
      ...commandHandlers({ nowPlaying, onAir, testSong, live, library, onCorrected: parts.onCorrected }),
      ...requestHandlers({ ...room, searches, botReported: parts.botReported }),
      ...stream.commands,
      ...stream.obs.handlers,
      ...plans.commands,
    },
    log,
  );
  const asked = { requests: room.queries, sets: stream.queries, plans: plans.queries };
  const queries = new QueryDesk({ topics: operator, catalogue, history, ...asked, log });
  return startWebServer({
    ...{ port, version, bootId, now, roleOf, userCss, report },
    topics: { operator, bot: room.bot, requester: audience, audience },
    query: (name, input, role) => queries.ask(name, input, role),
    csv: {
      'requests.list': ({ requests }) => requestsCsv(requests),
      'wishes.list': ({ wishes }) => wishesCsv(wishes),
      'stats.get': statsCsv,
    },
    command: (name, args, commandId, role) => commands.run(name, args, commandId, role),
    artwork: async (id, size) =>
      [stage.audience, room, plans].some((one) => one.mayShowArtwork(id)) ? covers.image(id, size) : undefined,
    pages: path.join(parts.project, 'obs-overlay/dist'),
    log: log.scope('web'),
  });
}
