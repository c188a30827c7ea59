// The system's calls, as far as they are about a stand-in device; all others go to the system.
#include "stand_in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_DESCRIPTORS = 4096 };

static device *devices[MOST_DESCRIPTORS];
static pthread_mutex_t devices_lock = PTHREAD_MUTEX_INITIALIZER;

static device *find(int fd) {
  if (fd < 0 || fd >= MOST_DESCRIPTORS) return NULL;
  pthread_mutex_lock(&devices_lock);
  device *found = devices[fd];
  pthread_mutex_unlock(&devices_lock);
  return found;
}

static void remember(int fd, device *camera) {
  pthread_mutex_lock(&devices_lock);
  devices[fd] = camera;
  pthread_mutex_unlock(&devices_lock);
}

static int open_any(const char *path, int flags, mode_t mode) {
  int fd = (int) syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  struct stat status;
  // Only such a file is looked into: a read must not disturb a pipe or a real device.
  if (fd < 0 || fd >= MOST_DESCRIPTORS || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return fd;
  device *camera = calloc(1, sizeof *camera);
  if (camera == NULL || describe(fd, path, &camera->about) != 0) {
    free(camera);
    return fd;
  }
  int private = camera->about.private_until_group && (status.st_mode & 060) != 060;
  if (camera->about.open_error != 0 || private) {
    int error = private ? EACCES : camera->about.open_error;
    free(camera);
    syscall(SYS_close, fd);
    errno = error;
    return -1;
  }
  camera->fd = fd;
  camera->nonblocking = (flags & O_NONBLOCK) != 0;
  pthread_mutex_init(&camera->lock, NULL);
  choose(camera, 0, 640, 480);
  remember(fd, camera);
  return fd;
}

// Only these are to be seen from outside.
#pragma GCC visibility push(default)

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_any(path, flags, mode);
}

int close(int fd) {
  device *camera = find(fd);
  if (camera != NULL) {
    remember(fd, NULL);
    end_stream(camera);
    free(camera);
  }
  return (int) syscall(SYS_close, fd);
}

int ioctl(int fd, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  device *camera = find(fd);
  if (camera == NULL) return (int) syscall(SYS_ioctl, fd, request, argument);
  pthread_mutex_lock(&camera->lock);
  struct stat status;
  // A file that was deleted is a camera that was unplugged.
  int error = fstat(fd, &status) != 0 || status.st_nlink == 0 ? ENODEV : answer(camera, request, argument);
  pthread_mutex_unlock(&camera->lock);
  if (error == 0) return 0;
  errno = error;
  return -1;
}

void *mmap64(void *address, size_t length, int protection, int flags, int fd, off64_t offset) {
  device *camera = (flags & MAP_ANONYMOUS) ? NULL : find(fd);
  if (camera != NULL) return map_buffer(camera, length, offset);
  return (void *) syscall(SYS_mmap, address, length, protection, flags, fd, offset);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
  return mmap64(address, length, protection, flags, fd, offset);
}

#pragma GCC visibility pop
