/** Which arguments of a function of the C library are read as text, up to a terminator. */
export interface TextReads {
  /** Indices of the parameters. */
  readonly texts: readonly number[]
  /** Index of a format; what stands behind it is read as the format says. */
  readonly format?: number
  /** What the format says is written, not read: `texts` are all that is read. */
  readonly isScan?: true
}

type Row = readonly [names: string, reads: TextReads]

// Sources: POSIX.1-2024 strlen(), strcmp(), strchr(), strstr(), strdup(), strcpy(), strcat(), atoi(), strtol(), fputs(),
// fprintf(), fscanf(), syslog(), strtok(), inet_addr(), gethostbyname(), getaddrinfo(), fopen(), system().
const ROWS: readonly Row[] = [
  ['strlen strchr strrchr strdup atof atoi atol atoll strtol strtoul strtoll strtoull', { texts: [0] }],
  ['puts fputs perror strtok inet_addr inet_aton gethostbyname system getenv', { texts: [0] }],
  ['strcmp strcasecmp strstr strpbrk strspn strcspn strcat fopen getaddrinfo', { texts: [0, 1] }],
  ['strcpy inet_pton', { texts: [1] }],
  ['printf vprintf', { texts: [0], format: 0 }],
  ['fprintf vfprintf sprintf syslog', { texts: [1], format: 1 }],
  ['snprintf vsnprintf', { texts: [2], format: 2 }],
  ['scanf', { texts: [0], format: 0, isScan: true }],
  ['fscanf', { texts: [1], format: 1, isScan: true }],
  ['sscanf', { texts: [0, 1], format: 1, isScan: true }],
]

const byName = new Map(ROWS.flatMap(([names, reads]) => names.split(' ').map((name) => [name, reads] as const)))

/** What a function of the model reads as text; undefined for one that reads none. */
export function textReads(name: string): TextReads | undefined {
  return byName.get(name)
}
