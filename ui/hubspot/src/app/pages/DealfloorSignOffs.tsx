// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names an extension after its component.
import '@dealfloor/cards/queue/queue-page.tsx';
