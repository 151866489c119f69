import { useState } from "react";
import { useTexts } from "../../i18n/context.ts";
import type { Item } from "../../state/model.ts";
import { usePane } from "../../state/pane.ts";
import { bubblePhoto, largestPhoto } from "../../state/preload.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { albumLines, frameRatio } from "./layout.ts";

interface PictureProps {
  item: Item;
  ratio: number;
}

/** One picture in its frame; the frame has its final size before a byte of the picture has come. */
function Picture({ item, ratio }: PictureProps) {
  const texts = useTexts();
  const { session } = usePane();
  const [isViewed, setViewed] = useState(false);
  const [isRevealed, setRevealed] = useState(false);
  const size = bubblePhoto(item.message);
  const largest = largestPhoto(item.message);
  const source = item.localPhoto ?? (size ? session.fileUrl(size.file_id) : "");
  const full = item.localPhoto ?? (largest ? session.fileUrl(largest.file_id) : "");
  const isHidden = item.message.has_media_spoiler && !isRevealed;
  const words = item.message.caption?.split("\n")[0] ?? texts.photo;
  return (
    <>
      <button
        type="button"
        className="picture"
        data-hidden={isHidden || undefined}
        aria-label={`${texts.openPhoto}: ${words}`}
        style={{ aspectRatio: ratio }}
        onClick={() => (isHidden ? setRevealed(true) : setViewed(true))}
      >
        <img
          src={source}
          alt=""
          width={size?.width}
          height={size?.height}
          decoding="async"
          draggable={false}
        />
      </button>
      {isViewed && (
        <Dialog title={words} isTitleHidden className="viewer" onClose={() => setViewed(false)}>
          <img src={full} alt={words} width={largest?.width} height={largest?.height} />
          <button
            type="button"
            className="viewer-close"
            aria-label={texts.close}
            onClick={() => setViewed(false)}
          >
            <Icon name="close" />
          </button>
        </Dialog>
      )}
    </>
  );
}

/** A single picture keeps its own ratio; an album becomes lines of even tiles. */
export function Photos({ items }: { items: readonly Item[] }) {
  const first = items[0];
  if (!first) return null;
  if (items.length === 1) {
    const size = bubblePhoto(first.message);
    return <Picture item={first} ratio={size ? frameRatio(size) : 1} />;
  }
  let taken = 0;
  return (
    <div className="album">
      {albumLines(items.length).map((count) => {
        const line = items.slice(taken, taken + count);
        taken += count;
        const ratio = count === 1 ? 1.6 : count === 2 ? 0.95 : 0.85;
        return (
          <div className="album-line" key={line[0]?.key}>
            {line.map((item) => (
              <div key={item.key} data-message-id={item.message.message_id} className="album-tile">
                <Picture item={item} ratio={ratio} />
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
