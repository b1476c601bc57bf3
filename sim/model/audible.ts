/** Who can be heard in a call, each by a tone of its own. */
export const speakers = ["phone", "psap", "carrier", "prompt", "announcement"] as const;
export type Speaker = (typeof speakers)[number];

/** `other`: a voice, music or any sound that is none of ours. */
export const audibleSpeakers = [...speakers, "other"] as const;
export type AudibleSpeaker = (typeof audibleSpeakers)[number];

/**
 * What one side of a call knows of its sound by its own ear. `both-ways`: it hears the other side, which says that it
 * hears this one; `one-way`: it hears the other side, which does not say so; `none`: it has heard nothing for a second,
 * and cannot know whether it is heard.
 */
export const audioWays = ["both-ways", "one-way", "none"] as const;
/** `unknown`: the sides have agreed anew, as for a hold, and what was heard before says nothing of that. */
export type AudioWay = (typeof audioWays)[number] | "unknown";
