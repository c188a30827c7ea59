/*
 * The floor: the least the kernel charges for one picture to many viewers. One thread, one edge-triggered epoll loop, one
 * shared buffer a frame, and the rule of the house: newest wins. A viewer that has not finished its frame skips.
 *
 *   floor --form send|sendfile [--port N] [--frame-bytes N] [--fps N] [--send-buffer N] [--notsent-lowat N]
 *         [--max-seconds N] [--exit-with-stdin]
 *
 * Prints "listening PORT" once it can be connected to. GET /healthz answers 200; any other GET answers the stream.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "frames.h"

#define BATCH 256

static const char RESPONSE[] = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n"
                               "Cache-Control: no-store\r\nConnection: close\r\n\r\n--frame\r\n";
static const char HEALTHY[] = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n";

struct conn {
  int fd, streaming, dead;
  size_t sent, asked;
  uint64_t last;
  struct frame *sending;
  char request[2048];
};

static int epoll, listener, timer, use_sendfile, send_buffer, lowat, exit_with_stdin;
static size_t frame_bytes = 120000, count, room;
static long fps = 30, max_seconds = 3600;
static struct conn **conns;
static struct frame *newest;
static uint64_t tick;

static void pump(struct conn *c) {
  while (!c->dead) {
    if (!c->sending) {
      if (!newest || newest->seq <= c->last) return;
      c->sending = newest;
      newest->refs++;
      c->sent = newest->at;
    }
    struct frame *f = c->sending;
    size_t left = f->end - c->sent;
    off_t from = (off_t)c->sent;
    ssize_t n = use_sendfile ? sendfile(c->fd, f->fd, &from, left) : send(c->fd, f->data + c->sent, left, MSG_NOSIGNAL);
    if (n < 0) {
      if (errno != EAGAIN && errno != EINTR) c->dead = 1;
      if (errno == EINTR) continue;
      return;
    }
    c->sent += (size_t)n;
    if ((size_t)n < left) return; /* the kernel is full, and will say when it is not */
    c->last = f->seq;
    c->sending = NULL;
    release_frame(f);
  }
}

static void hear(struct conn *c) {
  for (;;) {
    char scrap[512];
    size_t free_room = sizeof c->request - 1 - c->asked;
    ssize_t n = c->streaming ? recv(c->fd, scrap, sizeof scrap, 0) : recv(c->fd, c->request + c->asked, free_room, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
      c->dead = 1;
      return;
    }
    if (c->streaming) continue;
    c->asked += (size_t)n;
    c->request[c->asked] = 0;
    if (!strstr(c->request, "\r\n\r\n")) continue;
    if (!strncmp(c->request, "GET /healthz ", 13)) {
      (void)!send(c->fd, HEALTHY, sizeof HEALTHY - 1, MSG_NOSIGNAL);
      c->dead = 1;
      return;
    }
    if (send(c->fd, RESPONSE, sizeof RESPONSE - 1, MSG_NOSIGNAL) != (ssize_t)sizeof RESPONSE - 1) c->dead = 1;
    c->streaming = 1;
  }
}

static void welcome(void) {
  int fd, on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    struct conn *c = calloc(1, sizeof *c);
    if (count == room) conns = realloc(conns, (room = room ? room * 2 : 256) * sizeof *conns);
    if (!c || !conns) die("out of memory");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (send_buffer) setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);
    if (lowat) setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &lowat, sizeof lowat);
    c->fd = fd;
    conns[count++] = c;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl: %s", strerror(errno));
  }
}

static void on_tick(void) {
  uint64_t passed = 0;
  if (read(timer, &passed, sizeof passed) != sizeof passed) return;
  tick += passed;
  if (tick / (uint64_t)fps >= (uint64_t)max_seconds) exit(0);
  if (newest) release_frame(newest);
  newest = new_frame(tick);
  /* Another viewer is first each time, so that under overload the same ones are not always last. */
  for (size_t i = 0; i < count; i++) {
    struct conn *c = conns[(i + tick) % count];
    if (c->streaming && !c->sending) pump(c);
  }
}

static void bury(void) {
  for (size_t i = count; i-- > 0;) {
    struct conn *c = conns[i];
    if (!c->dead) continue;
    if (c->sending) release_frame(c->sending);
    close(c->fd);
    conns[i] = conns[--count];
    free(c);
  }
}

static long number(const char *name, const char *text, long least, long most) {
  char *end;
  long value = text ? strtol(text, &end, 10) : 0;
  if (!text || *end || value < least || value > most) die("%s takes a number from %ld to %ld", name, least, most);
  return value;
}

static int read_options(int argc, char **argv) {
  int port = 0;
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i], *value = argv[i + 1];
    if (!strcmp(name, "--exit-with-stdin")) {
      exit_with_stdin = 1;
      continue;
    }
    if (!strcmp(name, "--form") && value && (!strcmp(value, "send") || !strcmp(value, "sendfile"))) use_sendfile = value[4] != 0;
    else if (!strcmp(name, "--port")) port = (int)number(name, value, 0, 65535);
    else if (!strcmp(name, "--frame-bytes")) frame_bytes = (size_t)number(name, value, 16, 64 << 20);
    else if (!strcmp(name, "--fps")) fps = number(name, value, 1, 1000);
    else if (!strcmp(name, "--send-buffer")) send_buffer = (int)number(name, value, 1, 1 << 30);
    else if (!strcmp(name, "--notsent-lowat")) lowat = (int)number(name, value, 1, 1 << 30);
    else if (!strcmp(name, "--max-seconds")) max_seconds = number(name, value, 1, 86400);
    else die("unknown option or value: %s", name);
    i++;
  }
  return port;
}

static void watch(int fd, void *mark) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = mark};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) && fd != 0) die("epoll_ctl: %s", strerror(errno));
}

int main(int argc, char **argv) {
  int port = read_options(argc, argv), on = 1;
  signal(SIGPIPE, SIG_IGN);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) die("port %d: %s", port, strerror(errno));
  getsockname(listener, (struct sockaddr *)&address, &size);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  long period_nanos = 1000000000L / fps;
  struct itimerspec every = {{period_nanos / 1000000000L, period_nanos % 1000000000L}, {period_nanos / 1000000000L, period_nanos % 1000000000L}};
  frames_begin(frame_bytes, period_nanos, use_sendfile);
  timerfd_settime(timer, 0, &every, NULL);
  watch(listener, &listener);
  watch(timer, &timer);
  if (exit_with_stdin) watch(0, &exit_with_stdin);
  printf("listening %d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    struct epoll_event events[BATCH];
    int n = epoll_wait(epoll, events, BATCH, -1), ticked = 0, closing = 0;
    for (int i = 0; i < n; i++) {
      void *mark = events[i].data.ptr;
      char scrap[64];
      if (mark == &listener) welcome();
      else if (mark == &timer) ticked = 1;
      else if (mark == &exit_with_stdin) closing = read(0, scrap, sizeof scrap) == 0;
      else {
        struct conn *c = mark;
        if (events[i].events & (EPOLLIN | EPOLLRDHUP)) hear(c);
        if (c->streaming) pump(c);
        if (events[i].events & (EPOLLERR | EPOLLHUP)) c->dead = 1;
      }
    }
    if (closing) return 0;
    if (ticked) on_tick();
    if (n > 0) bury();
  }
}
