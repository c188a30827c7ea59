// Brightness and its like. The values stand in a file beside the camera's, as they belong to the camera and
// not to one who has it open.
#include "stand_in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static control *find_control(device *camera, uint32_t id) {
  for (uint32_t i = 0; i < camera->about.control_count; i++) {
    if (camera->about.controls[i].query.id == id) return &camera->about.controls[i];
  }
  return NULL;
}

static FILE *values(device *camera, const char *mode) {
  char path[600];
  snprintf(path, sizeof path, "%s.values", camera->about.path);
  return fopen(path, mode);
}

// The last line that tells is right.
static int32_t value_of(device *camera, control *asked) {
  int32_t value = asked->query.default_value, read;
  uint32_t id;
  FILE *file = values(camera, "re");
  if (file == NULL) return value;
  while (fscanf(file, "%x %d\n", &id, &read) == 2) {
    if (id == asked->query.id) value = read;
  }
  fclose(file);
  return value;
}

static int is_inactive(device *camera, control *asked) {
  control *master = asked->master == 0 ? NULL : find_control(camera, asked->master);
  return master != NULL && value_of(camera, master) != asked->master_value;
}

static int query(device *camera, struct v4l2_queryctrl *asked) {
  control *found = NULL;
  if (asked->id & V4L2_CTRL_FLAG_NEXT_CTRL) {
    uint32_t after = asked->id & ~V4L2_CTRL_FLAG_NEXT_CTRL;
    for (uint32_t i = 0; i < camera->about.control_count && found == NULL; i++) {
      if (camera->about.controls[i].query.id > after) found = &camera->about.controls[i];
    }
  } else {
    found = find_control(camera, asked->id);
  }
  if (found == NULL) return EINVAL;
  *asked = found->query;
  if (is_inactive(camera, found)) asked->flags |= V4L2_CTRL_FLAG_INACTIVE;
  return 0;
}

static int query_menu(device *camera, struct v4l2_querymenu *asked) {
  control *found = find_control(camera, asked->id);
  if (found == NULL || asked->index >= MOST_MENU || found->menu[asked->index][0] == 0) return EINVAL;
  long long number;
  if (found->query.type == V4L2_CTRL_TYPE_INTEGER_MENU) {
    if (sscanf(found->menu[asked->index], "%lld", &number) != 1) return EINVAL;
    asked->value = number;
  } else {
    memcpy(asked->name, found->menu[asked->index], sizeof asked->name);
  }
  return 0;
}

static int set(device *camera, struct v4l2_control *wanted) {
  control *found = find_control(camera, wanted->id);
  if (found == NULL) return EINVAL;
  if (found->query.flags & V4L2_CTRL_FLAG_READ_ONLY) return EACCES;
  if (is_inactive(camera, found)) return EACCES;
  if (wanted->value < found->query.minimum || wanted->value > found->query.maximum) return ERANGE;
  FILE *file = values(camera, "ae");
  if (file == NULL) return EIO;
  fprintf(file, "%x %d\n", wanted->id, wanted->value);
  fclose(file);
  return 0;
}

static int get(device *camera, struct v4l2_control *asked) {
  control *found = find_control(camera, asked->id);
  if (found == NULL) return EINVAL;
  if (found->query.flags & V4L2_CTRL_FLAG_WRITE_ONLY) return EACCES;
  asked->value = value_of(camera, found);
  return 0;
}

int answer_control(device *camera, unsigned long request, void *argument) {
  switch (request) {
    case VIDIOC_QUERYCTRL: return query(camera, argument);
    case VIDIOC_QUERYMENU: return query_menu(camera, argument);
    case VIDIOC_G_CTRL: return get(camera, argument);
    default: return set(camera, argument);
  }
}
