# Builds a disk with QEMU and scans it before anything else happens to it. Where phaseout ends with anything but 0 the
# build fails, and Packer deletes the disk.
variable "iso_url" {
  type = string
}

variable "iso_checksum" {
  type = string
}

variable "audience" {
  type    = string
  default = ""
}

source "qemu" "golden" {
  iso_url          = var.iso_url
  iso_checksum     = var.iso_checksum
  output_directory = "output"
  vm_name          = "disk.qcow2"
  format           = "qcow2"
  disk_size        = "20G"
  headless         = true
  ssh_username     = "packer"
  ssh_timeout      = "30m"
  shutdown_command = "sudo -n shutdown -P now"
}

build {
  sources = ["source.qemu.golden"]

  post-processor "shell-local" {
    script = "${path.root}/scan.sh"
    environment_vars = [
      "PHASEOUT_IMAGE=output/disk.qcow2",
      "PHASEOUT_REPORT=phaseout.json",
      "PHASEOUT_AUDIENCE=${var.audience}",
    ]
    # 3: the scan could not look everywhere. Let it pass only where somebody reads the report.
    # valid_exit_codes = [0, 3]
  }
}
