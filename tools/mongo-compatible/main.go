// A MongoDB-compatible server for local work and CI, where no mongod can be had.
// It speaks MongoDB's wire protocol over SQLite files. Correctness only: it is never a benchmark
// and never production, which runs the real MongoDB (docker-compose.yml).
package main

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:27027", "address to listen on")
	folder := flag.String("data", "", "folder that keeps the SQLite files")
	flag.Parse()
	if err := serve(*listen, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "mongo-compatible:", err)
		os.Exit(1)
	}
}

func serve(listen, folder string) error {
	if folder == "" {
		return fmt.Errorf("-data names no folder")
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	// SQLite reads the path as a URI: a space or a question mark in it must be escaped, the last slash must stay.
	location := url.URL{Scheme: "file", OmitHost: true, Path: path + "/"}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: listen},
		Handler:   "sqlite",
		SQLiteURL: location.String(),
	})
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintln(os.Stderr, "mongo-compatible: listening on", listen)
	return server.Run(ctx)
}
