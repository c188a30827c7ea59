# shellcheck shell=sh
# To be sourced: names the file of a recorded start. The JVM takes one only from its own version, and crashes (SIGILL) with one from
# a processor that can do more than this one; so the name says which JDK, architecture and processor it was made by.

# Prints the name for the JDK in folder $1; $2 is what Linux says about the processor, usually /proc/cpuinfo.
recording_name() {
  recording_arch=$(uname -m)
  if [ -r "$2" ]; then
    # The first processor's features; reading on takes long where there are hundreds.
    recording_features=$(sed -n '/^flags\|^Features\|^isa/{p;q;}' "$2")
  else
    recording_features=$(sysctl -n machdep.cpu.brand_string 2>/dev/null) || recording_features=
  fi
  recording_sum=$({ cat "$1/release" && echo "$recording_features"; } | cksum)
  echo "start-$recording_arch-${recording_sum%% *}.aot"
}
