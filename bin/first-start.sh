# shellcheck shell=sh
# To be sourced: what is done once, by one start at a time, and leaves nothing behind when it is interrupted: no process and no
# half file. Everything that is not finished is in the folder $work.

work=
lock=
child_status=0

# Begins in the folder $1, and waits while another start is at it. Fails if this user may not write there.
begin_first_start() {
  mkdir -p "$1" 2>/dev/null || return 1
  lock=$1/starting
  trap 'interrupted INT' INT
  trap 'interrupted TERM' TERM
  trap 'interrupted HUP' HUP
  trap 'stop_child; end_first_start' EXIT
  waited=
  # A link is made in one step, together with what it says.
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" 2>/dev/null) || owner=
    if [ -z "$owner" ]; then
      [ -n "$waited" ] || ln -s "$$" "$lock" 2>/dev/null && break
      lock=
      end_first_start
      return 1
    elif kill -0 "$owner" 2>/dev/null || kill -0 "$(cat "$lock.$owner/child" 2>/dev/null)" 2>/dev/null; then
      [ -n "$waited" ] || echo "Another start is building Zoetrope; waiting until it has." >&2
      waited=true
      sleep 1
    elif ! discard "$lock.$owner" || ! rm -f "$lock" 2>/dev/null; then
      lock=
      end_first_start
      return 1
    fi
  done
  work=$lock.$$
  mkdir "$work"
}

# Ends it, and removes what is not finished.
end_first_start() {
  if [ -n "$work" ]; then
    discard "$work"
  fi
  if [ -n "$lock" ] && [ "$(readlink "$lock" 2>/dev/null)" = "$$" ]; then
    rm -f "$lock"
  fi
  work=
  lock=
  trap - INT TERM HUP EXIT
}

# Removes what a start has not finished, in its folder $1.
discard() {
  if [ -f "$1/building" ]; then
    discard_build
  fi
  rm -rf "$1" 2>/dev/null
}

# Starts the command $2… in a group of its own, where that is possible; what it says goes to the file $1.
start_child() {
  child_log=$1
  shift
  : >"$child_log"
  if command -v setsid >/dev/null 2>&1; then
    setsid "$@" >"$child_log" 2>&1 &
  else
    "$@" >"$child_log" 2>&1 &
  fi
  echo "$!" >"$work/child"
}

wait_for_child() {
  child_status=0
  wait "$!" || child_status=$?
  return "$child_status"
}

is_child_alive() {
  kill -0 "$!" 2>/dev/null
}

# Ends the last child and all that it has started; the shell itself knows it, also before $work/child is written.
stop_child() {
  [ -n "${!:-}" ] || return 0
  if signal_child TERM; then
    sleep 0.3
    signal_child KILL || true
    wait "$!" 2>/dev/null || true
  fi
}

signal_child() {
  kill "-$1" "-$!" 2>/dev/null || kill "-$1" "$!" 2>/dev/null
}

# Ends as the signal $1 would have ended it.
interrupted() {
  trap '' INT TERM HUP
  stop_child
  end_first_start
  kill -s "$1" "$$"
}
