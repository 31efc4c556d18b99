/*
 * Measures what the system answers to each socket call in each phase of a socket's life, on loopback alone.
 *
 *   cc -o measure-lifecycle scripts/measure-lifecycle.c && ./measure-lifecycle
 *
 * Prints one line a cell: kind, phase, call, result, separated by tabs. The result is `ok`, `wait` (a blocking socket
 * would wait), `POLLNVAL`, or the name of the error. Kinds and phases that the system refuses to set up are left out,
 * such as raw sockets without the privilege.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct kind {
  const char *name;
  int family, type, protocol, connection;
};

static const struct kind KINDS[] = {
    {"stream", AF_INET, SOCK_STREAM, 0, 1},
    {"datagram", AF_INET, SOCK_DGRAM, 0, 0},
    {"raw", AF_INET, SOCK_RAW, IPPROTO_UDP, 0},
    {"unix-stream", AF_UNIX, SOCK_STREAM, 0, 1},
    {"unix-datagram", AF_UNIX, SOCK_DGRAM, 0, 0},
    {"unix-seqpacket", AF_UNIX, SOCK_SEQPACKET, 0, 1},
};

static const char *const PHASES[] = {"created",   "bound",     "listening", "connecting", "connected", "connect-failed",
                                     "half-closed", "read-shut", "shut",      "closed",     "invalid"};

static const char *const CALLS[] = {"bind",         "listen",   "accept", "connect",    "send",
                                    "send-to",      "receive",  "receive-from", "shutdown", "set-option",
                                    "get-option",   "local-name", "peer-name", "duplicate", "select",
                                    "poll",         "close"};

static char directory[] = "/tmp/lifecycle-XXXXXX";
static int serial;

/* Descriptors that the cell under measurement holds besides its subject. */
static int held[64];
static int held_count;

static int hold(int fd) {
  if (fd >= 0 && held_count < 64) held[held_count++] = fd;
  return fd;
}

static int is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* A fresh local address to bind to: any port of 127.0.0.1, or a path that does not exist. */
static socklen_t fresh(const struct kind *k, struct sockaddr_storage *out) {
  memset(out, 0, sizeof *out);
  if (k->family == AF_INET) {
    struct sockaddr_in *in = (struct sockaddr_in *)out;
    in->sin_family = AF_INET;
    in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return sizeof *in;
  }
  struct sockaddr_un *un = (struct sockaddr_un *)out;
  un->sun_family = AF_UNIX;
  snprintf(un->sun_path, sizeof un->sun_path, "%s/%d", directory, serial++);
  return sizeof *un;
}

/* The address of a living peer: listening for connections, or bound for messages. */
static socklen_t peer(const struct kind *k, struct sockaddr_storage *out, int backlog) {
  socklen_t length = fresh(k, out);
  int fd = hold(socket(k->family, k->type, k->protocol));
  if (fd < 0 || bind(fd, (struct sockaddr *)out, length) < 0) return 0;
  if (k->connection && listen(fd, backlog) < 0) return 0;
  length = sizeof *out;
  if (getsockname(fd, (struct sockaddr *)out, &length) < 0) return 0;
  return length;
}

/* The address where nobody is: a connect there fails at once. */
static socklen_t nobody(const struct kind *k, struct sockaddr_storage *out) {
  socklen_t length = fresh(k, out);
  if (k->family != AF_INET) return length;
  if (!k->connection) {
    /* A datagram socket has no connection that could be refused; the broadcast address needs SO_BROADCAST. */
    ((struct sockaddr_in *)out)->sin_addr.s_addr = htonl(INADDR_BROADCAST);
    ((struct sockaddr_in *)out)->sin_port = htons(9);
    return length;
  }
  int fd = socket(k->family, k->type, k->protocol);
  if (fd < 0 || bind(fd, (struct sockaddr *)out, length) < 0) return 0;
  length = sizeof *out;
  getsockname(fd, (struct sockaddr *)out, &length);
  close(fd);
  return length;
}

static void nonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

/* A socket in the phase, or -2 when the kind has no such phase here. The descriptor `invalid` is -1. */
static int set_up(const struct kind *k, const char *phase) {
  struct sockaddr_storage address;
  socklen_t length;
  if (is(phase, "invalid")) return -1;
  int fd = socket(k->family, k->type, k->protocol);
  if (fd < 0) return -2;
  if (is(phase, "created")) return fd;
  if (is(phase, "closed")) {
    /* A number that the peers of the call are not given again. */
    int high = fcntl(fd, F_DUPFD, 200);
    close(fd);
    close(high);
    return high < 0 ? -2 : high;
  }
  if (is(phase, "bound") || is(phase, "listening")) {
    length = fresh(k, &address);
    if (bind(fd, (struct sockaddr *)&address, length) < 0) goto none;
    if (is(phase, "bound")) return fd;
    if (!k->connection || listen(fd, 4) < 0) goto none;
    return fd;
  }
  if (is(phase, "connect-failed")) {
    length = nobody(k, &address);
    if (length == 0 || connect(fd, (struct sockaddr *)&address, length) == 0) goto none;
    return fd;
  }
  if (is(phase, "connecting")) {
    /* The queue of the listener is full, so that the next request stays unanswered. */
    if (!k->connection || k->family != AF_INET) goto none;
    length = peer(k, &address, 0);
    for (int i = 0; i < 4; i++) {
      int filler = hold(socket(k->family, k->type, k->protocol));
      nonblocking(filler);
      connect(filler, (struct sockaddr *)&address, length);
      usleep(2000);
    }
    nonblocking(fd);
    if (connect(fd, (struct sockaddr *)&address, length) == 0 || errno != EINPROGRESS) goto none;
    usleep(2000);
    struct pollfd p = {fd, POLLOUT, 0};
    if (poll(&p, 1, 0) != 0) goto none;
    return fd;
  }
  length = peer(k, &address, 4);
  if (length == 0 || connect(fd, (struct sockaddr *)&address, length) < 0) goto none;
  int how = is(phase, "half-closed") ? SHUT_WR : is(phase, "read-shut") ? SHUT_RD : is(phase, "shut") ? SHUT_RDWR : -1;
  if (how >= 0 && shutdown(fd, how) < 0) goto none;
  return fd;
none:
  close(fd);
  return -2;
}

static const char *error_name(void) {
  if (errno == EAGAIN || errno == EWOULDBLOCK) return "wait";
  /* A connect that goes on without the caller has begun well. */
  if (errno == EINPROGRESS) return "ok";
  const char *name = strerrorname_np(errno);
  return name == NULL ? "?" : name;
}

static const char *perform(const struct kind *k, const char *call, int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char buffer[16];
  int on = 1;
  long result = 0;
  errno = 0;
  if (is(call, "bind")) {
    length = fresh(k, &address);
    result = bind(fd, (struct sockaddr *)&address, length);
  } else if (is(call, "listen")) {
    result = listen(fd, 4);
  } else if (is(call, "accept")) {
    result = hold(accept(fd, NULL, NULL));
  } else if (is(call, "connect")) {
    length = peer(k, &address, 4);
    result = connect(fd, (struct sockaddr *)&address, length);
  } else if (is(call, "send")) {
    result = send(fd, "x", 1, 0);
  } else if (is(call, "send-to")) {
    length = peer(k, &address, 4);
    result = sendto(fd, "x", 1, 0, (struct sockaddr *)&address, length);
  } else if (is(call, "receive")) {
    result = recv(fd, buffer, sizeof buffer, 0);
  } else if (is(call, "receive-from")) {
    result = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&address, &length);
  } else if (is(call, "shutdown")) {
    result = shutdown(fd, SHUT_RDWR);
  } else if (is(call, "set-option")) {
    result = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  } else if (is(call, "get-option")) {
    length = sizeof on;
    result = getsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, &length);
  } else if (is(call, "local-name")) {
    result = getsockname(fd, (struct sockaddr *)&address, &length);
  } else if (is(call, "peer-name")) {
    result = getpeername(fd, (struct sockaddr *)&address, &length);
  } else if (is(call, "duplicate")) {
    result = hold(dup(fd));
  } else if (is(call, "select")) {
    /* FD_SET with a negative descriptor is undefined: there is nothing to measure. */
    if (fd < 0) return NULL;
    fd_set set;
    struct timeval now = {0, 0};
    FD_ZERO(&set);
    FD_SET(fd, &set);
    result = select(fd + 1, &set, NULL, NULL, &now);
  } else if (is(call, "poll")) {
    struct pollfd p = {fd, POLLIN, 0};
    result = poll(&p, 1, 0);
    if (result > 0 && (p.revents & POLLNVAL)) return "POLLNVAL";
  } else if (is(call, "close")) {
    result = close(fd);
  }
  return result < 0 ? error_name() : "ok";
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  if (mkdtemp(directory) == NULL) {
    perror(directory);
    return 1;
  }
  for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
    for (size_t p = 0; p < sizeof PHASES / sizeof *PHASES; p++) {
      for (size_t c = 0; c < sizeof CALLS / sizeof *CALLS; c++) {
        held_count = 0;
        int fd = set_up(&KINDS[k], PHASES[p]);
        if (fd == -2) break;
        if (fd >= 0 && !is(PHASES[p], "closed")) nonblocking(fd);
        const char *result = perform(&KINDS[k], CALLS[c], fd);
        if (result != NULL) printf("%s\t%s\t%s\t%s\n", KINDS[k].name, PHASES[p], CALLS[c], result);
        if (fd >= 0 && !is(PHASES[p], "closed") && !is(CALLS[c], "close")) close(fd);
        for (int i = 0; i < held_count; i++) close(held[i]);
      }
    }
  }
  char command[64];
  snprintf(command, sizeof command, "rm -rf %s", directory);
  return system(command) == 0 ? 0 : 1;
}
