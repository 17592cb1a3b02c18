import { createContext, useContext } from 'react';

type CloseListener = (overlayId: string) => void;

/** `actions.closeOverlay(id)` on its way to the overlay with that id. */
export type OverlayCloser = {
  close: (overlayId: string) => void;
  listen: (listener: CloseListener) => () => void;
};

export function createOverlayCloser(): OverlayCloser {
  const listeners = new Set<CloseListener>();
  return {
    close: (overlayId) => {
      for (const listener of listeners) listener(overlayId);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type CardSurroundings = { locale: string; overlayCloser: OverlayCloser };

const Surroundings = createContext<CardSurroundings>({
  locale: 'en-US',
  overlayCloser: createOverlayCloser(),
});

export const CardSurroundingsProvider = Surroundings.Provider;

export function useCardSurroundings(): CardSurroundings {
  return useContext(Surroundings);
}
