# shellcheck shell=sh
# To be sourced: shows what Maven does while it runs, as its log tells it: at a terminal in one line, elsewhere in a line a module.

# Follows the log $1 until the child has ended.
show_progress() {
  progress_shown=0
  progress_files=0
  while is_child_alive; do
    show_steps "$1"
    sleep 0.3
  done
  show_steps "$1"
  if [ -t 2 ]; then
    printf '\r\033[K' >&2
  fi
}

show_steps() {
  # So far and no further: more may come while it is read and printed.
  progress_lines=$(wc -l <"$1")
  if [ -t 2 ]; then
    progress_line=$(last_step "$1")
    if [ "$progress_line" != "$progress_shown" ]; then
      printf '\r\033[K%s' "$progress_line" >&2
      progress_shown=$progress_line
    fi
    return
  fi
  progress_modules=$(modules "$1")
  echo "$progress_modules" | sed -n "$((progress_shown + 1)),\$p" | grep . >&2 || true
  progress_shown=$(echo "$progress_modules" | grep -c .) || true
  progress_now=$(downloaded "$1")
  if [ "$progress_now" -ge $((progress_files + 100)) ]; then
    echo "         $progress_now files downloaded" >&2
    progress_files=$progress_now
  fi
}

last_step() {
  last_module=$(modules "$1" | tail -n 1)
  last_files=$(downloaded "$1")
  last_download=$(so_far "$1" | tail -n 1 | sed -n 's/^\[INFO\] Downloading from .*\///p' | cut -c 1-40)
  last_line=${last_module:-  starting}
  if [ "$last_files" -gt 0 ]; then
    last_line="$last_line, $last_files files downloaded"
  fi
  if [ -n "$last_download" ]; then
    last_line="$last_line, now $last_download"
  fi
  echo "$last_line"
}

so_far() {
  awk -v lines="$progress_lines" 'NR <= lines' "$1"
}

modules() {
  so_far "$1" | sed -n 's/^\[INFO\] Building \(Zoetrope[ A-Za-z]*\) [0-9].*\[\(.*\)\]$/  \2  \1/p'
}

downloaded() {
  so_far "$1" | grep -c '^\[INFO\] Downloaded from' || true
}
