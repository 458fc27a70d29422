import { visibleTo, type Recorded } from '@plenary/consensus';
import type { EventsMessage } from '@plenary/protocol';
import type { Server } from 'socket.io';
import { eyesOf, sameSight, type AudienceClass } from './audience-class.ts';

/** Events of one stream that come within this time leave together. */
export const WINDOW_MILLISECONDS = 40;
/** Events in one message; more are sent in several. */
const EVENTS_PER_MESSAGE_MAX = 500;

/** Room of those who follow a stream and see of it what this class sees. */
export const roomOf = (stream: string, audience: AudienceClass): string => `${stream}#${audience}`;

/**
 * Sends the events of streams to the rooms of those who follow them. A quiet stream's first event leaves at once; what
 * comes within the window after it is gathered. Each message is encoded once for all who see the same.
 */
export const fanOut = (io: Pick<Server, 'to'>, classesOf: (stream: string) => readonly AudienceClass[]) => {
  const waiting = new Map<string, Recorded[]>();
  const windows = new Map<string, NodeJS.Timeout>();

  const send = (stream: string, events: readonly Recorded[]): void => {
    for (const group of sameSight(classesOf(stream), events)) {
      const [first] = group;
      if (first === undefined) continue;
      const eyes = eyesOf(first);
      for (let from = 0; from < events.length; from += EVENTS_PER_MESSAGE_MAX) {
        const part = events.slice(from, from + EVENTS_PER_MESSAGE_MAX);
        const message: EventsMessage = { stream, events: part.map((event) => visibleTo(eyes, event)) };
        io.to(group.map((audience) => roomOf(stream, audience))).emit('events', message);
      }
    }
  };

  const openWindow = (stream: string): void => {
    const flush = (): void => {
      const events = waiting.get(stream);
      waiting.delete(stream);
      windows.delete(stream);
      if (events === undefined) return;
      openWindow(stream);
      send(stream, events);
    };
    windows.set(stream, setTimeout(flush, WINDOW_MILLISECONDS));
  };

  return {
    deliver: (stream: string, events: readonly Recorded[]): void => {
      if (!windows.has(stream)) {
        openWindow(stream);
        send(stream, events);
        return;
      }
      const gathered = waiting.get(stream);
      if (gathered === undefined) waiting.set(stream, [...events]);
      else gathered.push(...events);
    },
    /** Sends what was gathered of a stream to those who follow it now: whoever joins afterwards has seen it. */
    release: (stream: string): void => {
      const events = waiting.get(stream);
      waiting.delete(stream);
      if (events !== undefined) send(stream, events);
    },
    /** Sends what still waits; nothing is gathered afterwards. */
    flush: (): void => {
      for (const timer of windows.values()) clearTimeout(timer);
      windows.clear();
      for (const [stream, events] of waiting) send(stream, events);
      waiting.clear();
    },
  };
};
