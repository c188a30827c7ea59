// Reads the file that describes a camera.
#include "stand_in.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char MAGIC[] = "v4l2-stand-in\n";
enum { LONGEST = 32 * 1024 };

// format YUYV ..., or format Y16 -BE ...
static uint32_t fourcc(const char *text) {
  uint32_t big_endian = strncmp(text + 4, "-BE", 3) == 0 ? 1U << 31 : 0;
  return v4l2_fourcc(text[0], text[1], text[2], text[3]) | big_endian;
}

// size 1280x720 30 15 30000/1001
static void read_size(char *words, picture_format *format) {
  picture_size *size = &format->sizes[format->size_count];
  int used = 0;
  if (format->size_count == MOST_SIZES || sscanf(words, "%ux%u%n", &size->width, &size->height, &used) != 2) return;
  format->size_count++;
  char *rate = strtok(words + used, " ");
  for (; rate != NULL && size->interval_count < MOST_RATES; rate = strtok(NULL, " ")) {
    struct v4l2_fract *interval = &size->intervals[size->interval_count++];
    interval->numerator = 1;
    sscanf(rate, "%u/%u", &interval->denominator, &interval->numerator);
  }
}

// control ID TYPE MINIMUM MAXIMUM STEP DEFAULT FLAGS NAME
static void read_control(const char *words, control *read) {
  struct v4l2_queryctrl *query = &read->query;
  sscanf(words, "%x %u %d %d %d %d %x %31[^\n]", &query->id, &query->type, &query->minimum, &query->maximum,
         &query->step, &query->default_value, &query->flags, (char *) query->name);
}

static int error_number(const char *name) {
  static const struct { const char *name; int number; } ERRORS[] = {
      {"EPERM", EPERM}, {"EIO", EIO}, {"ENXIO", ENXIO}, {"EACCES", EACCES}, {"EBUSY", EBUSY}, {"ENODEV", ENODEV}};
  for (size_t i = 0; i < sizeof ERRORS / sizeof ERRORS[0]; i++) {
    if (strcmp(ERRORS[i].name, name) == 0) return ERRORS[i].number;
  }
  return EINVAL;
}

static void read_line(const char *word, char *rest, description *about) {
  picture_format *format = about->format_count == 0 ? NULL : &about->formats[about->format_count - 1];
  control *last = about->control_count == 0 ? NULL : &about->controls[about->control_count - 1];
  unsigned index;
  if (strcmp(word, "card") == 0) {
    snprintf(about->card, sizeof about->card, "%s", rest);
  } else if (strcmp(word, "bus") == 0) {
    snprintf(about->bus, sizeof about->bus, "%s", rest);
  } else if (strcmp(word, "capabilities") == 0) {
    about->capabilities = (uint32_t) strtoul(rest, NULL, 0);
  } else if (strcmp(word, "format") == 0 && about->format_count < MOST_FORMATS) {
    format = &about->formats[about->format_count++];
    format->fourcc = fourcc(rest);
    snprintf(format->name, sizeof format->name, "%s", rest + (format->fourcc >> 31 ? 8 : 5));
  } else if (strcmp(word, "any-size") == 0 && format != NULL) {
    format->any_size = 1;
  } else if (strcmp(word, "size") == 0 && format != NULL) {
    read_size(rest, format);
  } else if (strcmp(word, "control") == 0 && about->control_count < MOST_CONTROLS) {
    read_control(rest, &about->controls[about->control_count++]);
  } else if (strcmp(word, "menu") == 0 && last != NULL) {
    if (sscanf(rest, "%u", &index) == 1 && index < MOST_MENU) {
      sscanf(rest, "%*u %31[^\n]", last->menu[index]);
    }
  } else if (strcmp(word, "inactive-unless") == 0 && last != NULL) {
    sscanf(rest, "%x %d", &last->master, &last->master_value);
  } else if (strcmp(word, "pictures") == 0) {
    snprintf(about->pictures, sizeof about->pictures, "%s", rest);
  } else if (strcmp(word, "broken-every") == 0) {
    about->broken_every = (uint32_t) atoi(rest);
  } else if (strcmp(word, "slow") == 0) {
    about->slow = atof(rest);
  } else if (strcmp(word, "open-error") == 0) {
    about->open_error = error_number(rest);
  } else if (strcmp(word, "private-until-group") == 0) {
    about->private_until_group = 1;
  } else if (strcmp(word, "driver") == 0) {
    snprintf(about->driver, sizeof about->driver, "%s", rest);
  }
}

int describe(int fd, const char *path, description *about) {
  char text[LONGEST];
  ssize_t length = pread(fd, text, sizeof text - 1, 0);
  if (length < (ssize_t) sizeof MAGIC - 1 || memcmp(text, MAGIC, sizeof MAGIC - 1) != 0) return EINVAL;
  text[length] = 0;
  snprintf(about->path, sizeof about->path, "%s", path);
  about->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  snprintf(about->driver, sizeof about->driver, "uvcvideo");
  for (char *line = text, *end; line != NULL && *line != 0; line = end) {
    end = strchr(line, '\n');
    if (end != NULL) *end++ = 0;
    line += strspn(line, " ");
    char *rest = strchr(line, ' ');
    if (rest != NULL) {
      *rest++ = 0;
    } else {
      rest = line + strlen(line);
    }
    read_line(line, rest, about);
  }
  return 0;
}
